package dev.watchworks.labkit.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CapturedOutputTest {

    private final CapturedOutput output = new CapturedOutput();

    @Test
    void describesAnEmptyOutput() {
        assertThat(output.describe()).isEqualTo("your code printed nothing");
    }

    @Test
    void countsSeveralSpacesAsOne() {
        print("new Pod :   web ");
        assertThat(output.has("new Pod : web")).isTrue();
        assertThat(output.has("new Pod: web")).isFalse();
        assertThat(output.describe()).isEqualTo("your code printed only \"new Pod :   web\"");
    }

    @Test
    void describesTheLastThreeLines() {
        IntStream.rangeClosed(1, 5).forEach(number -> print("line " + number));
        assertThat(output.describe())
                .isEqualTo("your code printed 5 lines; the last are \"line 3\", \"line 4\", \"line 5\"");
    }

    @Test
    void countsLinesBeyondTheLimit() {
        IntStream.rangeClosed(1, CapturedOutput.MOST_LINES + 5).forEach(number -> print("too much"));
        assertThat(output.all()).hasSize(CapturedOutput.MOST_LINES);
        assertThat(output.describe()).isEqualTo("your code printed 20,005 lines; the first is \"too much\"");
    }

    @Test
    void ignoresTheErrorStream() {
        output.add(new OutputLine("web", 0, true));
        assertThat(output.lines()).isEmpty();
        assertThat(output.all()).hasSize(1);
    }

    private void print(String text) {
        output.add(new OutputLine(text, 0, false));
    }
}
