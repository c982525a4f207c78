package dev.watchworks.conformance.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.conformance.http.ApiServer;
import dev.watchworks.conformance.scenario.ScenarioClient;
import dev.watchworks.conformance.transcript.Transcript;
import dev.watchworks.conformance.transcript.TranscriptStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A random history of one deployment: three managers apply configurations, update and patch it, its status and its scale.
 * The seed decides everything.
 */
public final class ApplyHistory {
    private static final int STEPS = 14;

    private final long seed;
    private final List<ApplyStep> steps;

    private ApplyHistory(long seed, List<ApplyStep> steps) {
        this.seed = seed;
        this.steps = steps;
    }

    /** Returns the history of a seed. */
    public static ApplyHistory of(long seed) {
        Random random = new Random(seed);
        // Neighbouring seeds begin with similar numbers.
        random.nextLong();
        List<ApplyStep> steps = new ArrayList<>();
        for (int count = 0; count < STEPS; count++) {
            steps.add(step(random, new RandomConfiguration(random)));
        }
        return new ApplyHistory(seed, steps);
    }

    private static ApplyStep step(Random random, RandomConfiguration configurations) {
        String query = "?fieldManager=" + "abc".charAt(random.nextInt(3));
        String forced = query + (random.nextInt(3) == 0 ? "&force=true" : "");
        return switch (random.nextInt(16)) {
            case 0, 1 ->
                new ApplyStep(
                        ApplyStep.Verb.MERGE,
                        "",
                        query,
                        configurations.changes().toString());
            case 2, 3 ->
                new ApplyStep(
                        ApplyStep.Verb.STRATEGIC,
                        "",
                        query,
                        configurations.changes().toString());
            case 4, 5 ->
                new ApplyStep(
                        ApplyStep.Verb.UPDATE,
                        "",
                        query,
                        configurations.changes().toString());
            case 6 -> new ApplyStep(ApplyStep.Verb.APPLY, "/scale", forced, scale(random));
            case 7 ->
                new ApplyStep(
                        ApplyStep.Verb.MERGE, "/scale", query, "{\"spec\":{\"replicas\":" + random.nextInt(3) + "}}");
            case 8 -> new ApplyStep(ApplyStep.Verb.APPLY, "/status", forced, status(configurations));
            default ->
                new ApplyStep(
                        ApplyStep.Verb.APPLY,
                        "",
                        forced,
                        configurations.configuration().toString());
        };
    }

    private static String scale(Random random) {
        return "{\"apiVersion\":\"autoscaling/v1\",\"kind\":\"Scale\",\"metadata\":{\"name\":\"d\"},\"spec\":{\"replicas\":"
                + random.nextInt(3) + "}}";
    }

    private static String status(RandomConfiguration configurations) {
        ObjectNode object = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "apps/v1")
                .put("kind", "Deployment");
        object.putObject("metadata").put("name", "d");
        object.set("status", configurations.status());
        return object.toString();
    }

    /** Plays the history in a namespace of its own and returns the requests and responses. */
    public Transcript play(ApiServer server) {
        String tag = Long.toString(Math.abs(seed), 36) + Long.toString(System.nanoTime(), 36);
        try (ScenarioClient client = new ScenarioClient(server, tag)) {
            MergedObject last = new MergedObject();
            last.remember(client.post(
                            client.in("apps/v1", "deployments?fieldManager=base"), ScenarioClient.deploymentJson("d"))
                    .code(201)
                    .body());
            steps.forEach(step -> step.play(client, last));
            return withoutWarnings(client.transcript());
        }
    }

    /** A real server also warns about ports and variables that are there twice; the histories are about objects. */
    private static Transcript withoutWarnings(Transcript transcript) {
        return new Transcript(transcript.steps().stream()
                .map(step -> new TranscriptStep(
                        step.title(),
                        step.lines().stream()
                                .map(line -> line.replaceFirst("^(\\d+ .*) Warning: .*", "$1"))
                                .toList()))
                .toList());
    }

    /** The requests, a line for each. */
    public String requests() {
        return steps.stream().map(ApplyStep::toString).collect(Collectors.joining("\n"));
    }

    /** The histories that lack one step of this one, to find the shortest one that fails. */
    public List<ApplyHistory> shorter() {
        List<ApplyHistory> shorter = new ArrayList<>();
        for (int step = steps.size() - 1; step >= 0; step--) {
            List<ApplyStep> others = new ArrayList<>(steps);
            others.remove(step);
            shorter.add(new ApplyHistory(seed, others));
        }
        return shorter;
    }

    @Override
    public String toString() {
        return "history " + seed + " of " + steps.size() + " steps";
    }
}
