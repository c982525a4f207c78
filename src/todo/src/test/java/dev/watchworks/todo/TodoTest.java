package dev.watchworks.todo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TodoTest {

    @Test
    void namesItsStep() {
        assertThat(Todo.step(3)).hasMessage("Step 3 is still to do.").returns(3, Todo::step);
    }

    @Test
    void passesEachMarkerToTheListeners() {
        List<Todo> received = new ArrayList<>();
        Runnable end = Todo.listen(received::add);
        Todo.step(4);
        end.run();
        Todo.step(5);
        assertThat(received).extracting(Todo::step).containsExactly(4);
    }
}
