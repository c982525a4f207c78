package dev.watchworks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks for what may keep the lab from working on this machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks this machine: JDK, Maven's repository, ports, clock, disk and proxies. Says what is wrong, "
                        + "and what to do.")
final class DoctorCommand implements Callable<Integer> {

    private final Path top;

    @Spec
    private @Nullable CommandSpec spec;

    DoctorCommand(Path top) {
        this.top = top;
    }

    @Override
    public Integer call() {
        PrintWriter out =
                Objects.requireNonNull(spec, "picocli sets it").commandLine().getOut();
        List<Examination> all = Examination.all(top, System.getenv());
        all.forEach(one -> {
            out.println((one.isWell() ? "ok     " : "WRONG  ") + one.subject() + ": " + one.found());
            if (!one.isWell()) {
                out.println("       " + one.remedy());
            }
        });
        out.flush();
        return all.stream().allMatch(Examination::isWell) ? 0 : 1;
    }
}
