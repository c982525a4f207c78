package dev.watchworks.cli.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskLinesTest {

    @Test
    void markdownBecomesLinesOfATerminal() {
        assertThat(String.join("\n", TaskLines.of("""
                **Task.** Print `pod: NAME` for each pod,
                and [read](../x.md) the *server's* answer.

                ```mermaid
                sequenceDiagram
                ```

                ```
                ./lab run
                ```

                | parameter | what |
                |---|---|
                | `watch=true` | a stream |

                - one
                - two
                """, 30))).isEqualTo("""
                        Task. Print pod: NAME for each
                        pod, and read the server's
                        answer.

                            ./lab run

                          parameter: what
                          watch=true: a stream

                        - one
                        - two""");
    }
}
