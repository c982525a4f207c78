package dev.watchworks.lesson.pitfalls;

import dev.watchworks.gateway.fault.ArmedFault;
import dev.watchworks.gateway.fault.Cue;
import dev.watchworks.gateway.fault.ErrorEvent;
import dev.watchworks.gateway.fault.Fault;
import dev.watchworks.gateway.fault.GoneEvent;
import dev.watchworks.gateway.fault.GoneOnWatch;
import dev.watchworks.gateway.fault.RefuseConnections;
import dev.watchworks.gateway.fault.ServerError;
import dev.watchworks.gateway.fault.TooManyRequests;
import dev.watchworks.labkit.BackgroundTask;
import dev.watchworks.labkit.Lab;
import dev.watchworks.labkit.LessonChecks;
import dev.watchworks.labkit.Step;
import dev.watchworks.labkit.WireDescription;
import dev.watchworks.lesson.pitfalls.given.StreamEnd;
import dev.watchworks.lesson.pitfalls.given.StreamEnd.How;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Checks what {@code watchFrom} makes of a 410, of other errors, and of a watch that never begins. */
@LessonChecks(value = "02-watch-pitfalls", answer = "PodFollower")
class StreamErrorChecks {

    private static final int SERVER_ERROR = 500;
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;

    @Step(value = 4, order = 4)
    void recognizesGoneInTheStream(Lab lab, WatchPitfallsLesson answer) throws Exception {
        WatchFromRun watching = watchWith(new GoneEvent(), lab, answer);
        watching.expectEnd(
                How.GONE, watching.version(), "an event ERROR with code 410 came in a response with status 200");
    }

    @Step(value = 4, order = 5)
    void recognizesGoneAsAResponse(Lab lab, WatchPitfallsLesson answer) throws Exception {
        watchWith(new GoneOnWatch(), lab, answer)
                .expectRefusal(How.GONE, GONE, "the server returned 410 for the request");
    }

    @Step(value = 4, order = 6)
    void recognizesGoneByItsCode(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ErrorEvent compacted = ErrorEvent.compacted();
        WatchFromRun watching = watchWith(compacted, lab, answer);
        watching.expectEnd(
                How.GONE,
                watching.version(),
                "an event ERROR with code 410 came, with the message `%s`".formatted(compacted.message()));
        WatchFromRun other = watchWith(new ErrorEvent(GONE, "Gone", "this version is gone"), lab, answer);
        other.expectEnd(
                How.GONE,
                other.version(),
                "an event ERROR with code 410 came, with the reason `Gone` and not `Expired`");
    }

    @Step(value = 4, order = 7)
    void distinguishesOtherErrorsFromGone(Lab lab, WatchPitfallsLesson answer) throws Exception {
        WatchFromRun failing =
                watchWith(new ErrorEvent(SERVER_ERROR, "InternalError", "etcdserver: no leader"), lab, answer);
        failing.expectEnd(How.BROKEN, failing.version(), "an event ERROR with code 500 came, not 410");
    }

    @Step(value = 4, order = 8)
    void returnsTheExceptionWhenTheServerRefuses(Lab lab, WatchPitfallsLesson answer) throws Exception {
        watchWith(new ServerError(), lab, answer)
                .expectRefusal(How.BROKEN, SERVER_ERROR, "the server returned 500 for the request");
        watchWith(new TooManyRequests(Duration.ofSeconds(1)), lab, answer)
                .expectRefusal(How.BROKEN, TOO_MANY_REQUESTS, "the server returned 429 for the request, not 410");
    }

    @Step(value = 4, order = 9)
    void returnsTheExceptionWhenTheServerCannotBeReached(Lab lab, WatchPitfallsLesson answer) throws Exception {
        ArmedFault away = lab.gateway().faults().now(new RefuseConnections(true));
        WatchFromRun watching = WatchFromRun.start(lab, answer);
        watching.expectRefusal(How.BROKEN, 0, "the server refused the connection");
        away.lift();
    }

    /** The client does not know the gateway's certificate authority: for this client, the gateway is a foreign server. */
    @Step(value = 4, order = 10)
    void sendsNothingToAServerItDoesNotTrust(Lab lab, WatchPitfallsLesson answer) throws Exception {
        String version = Pods.currentVersion(lab);
        AtomicReference<StreamEnd> end = new AtomicReference<>();
        BackgroundTask run = lab.start(
                "watchFrom",
                () -> end.set(answer.watchFrom(
                        Clients.withoutAuthority(lab), lab.namespace(), version, new RecordedChanges(lab))));
        lab.expect("the result BROKEN, because the client does not trust the certificate of this server")
                .because("the client that you get verifies each server; if you switch this off, or use another client, "
                        + "anybody on the network can read your token and send you false events")
                .until(() -> !lab.wire().exchanges().isEmpty() || !run.isRunning())
                .otherwise(() -> "it still runs");
        lab.expect("no request to a server whose certificate the client does not trust")
                .because("the client that you get verifies each server; if you switch this off, or use another client, "
                        + "anybody on the network can read your token and send you false events")
                .now(() -> lab.wire().exchanges().isEmpty())
                .otherwise(() -> WireDescription.of(lab.wire()));
        lab.expect("the result BROKEN with the exception, because the client did not trust the server")
                .now(() -> end.get() != null
                        && end.get().how() == How.BROKEN
                        && end.get().refusal() != null)
                .otherwise(() -> "your code returned " + end.get());
    }

    private static WatchFromRun watchWith(Fault fault, Lab lab, WatchPitfallsLesson answer) throws Exception {
        lab.gateway().faults().when(Cue.watch("pods")).then(fault);
        return WatchFromRun.start(lab, answer);
    }
}
