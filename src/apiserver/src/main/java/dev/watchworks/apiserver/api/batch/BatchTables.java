package dev.watchworks.apiserver.api.batch;

import static dev.watchworks.apiserver.meta.NestedFields.has;
import static dev.watchworks.apiserver.meta.NestedFields.number;
import static dev.watchworks.apiserver.meta.NestedFields.object;
import static dev.watchworks.apiserver.meta.NestedFields.objects;
import static dev.watchworks.apiserver.meta.NestedFields.text;
import static dev.watchworks.apiserver.printers.TableCells.orNone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.watchworks.apiserver.api.apps.WorkloadTables;
import dev.watchworks.apiserver.printers.HumanDuration;
import dev.watchworks.apiserver.printers.PrinterColumns;
import dev.watchworks.apiserver.printers.TableConvertor;
import dev.watchworks.apiserver.validation.LabelSelectorValidation;
import java.time.Instant;
import java.util.List;

/** The columns of jobs and cron jobs. Without a controller no job here has ever begun. */
public final class BatchTables {
    private static final List<String> ENDS = List.of("Complete", "Failed", "Suspended", "FailureTarget");

    private BatchTables() {}

    /** The columns of jobs. */
    public static TableConvertor jobs() {
        return new TableConvertor(PrinterColumns.of("jobs"), BatchTables::job);
    }

    /** The columns of cron jobs. */
    public static TableConvertor cronJobs() {
        return new TableConvertor(PrinterColumns.of("cronjobs"), BatchTables::cronJob);
    }

    private static List<Object> job(ObjectNode job, Instant now) {
        return List.of(
                text(job, "metadata", "name"),
                status(job),
                completions(job),
                "",
                HumanDuration.of(job, now),
                WorkloadTables.ofContainers(job, "name"),
                WorkloadTables.ofContainers(job, "image"),
                LabelSelectorValidation.print(job.path("spec").path("selector")));
    }

    private static String status(ObjectNode job) {
        for (ObjectNode condition : objects(job, "status", "conditions")) {
            if (ENDS.contains(text(condition, "type"))
                    && text(condition, "status").equals("True")) {
                return text(condition, "type");
            }
        }
        return has(job.path("metadata"), "deletionTimestamp") ? "Terminating" : "Running";
    }

    private static String completions(ObjectNode job) {
        long succeeded = number(job, "status", "succeeded");
        JsonNode spec = job.path("spec");
        if (has(spec, "completions")) {
            return succeeded + "/" + number(spec, "completions");
        }
        long parallelism = number(spec, "parallelism");
        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static List<Object> cronJob(ObjectNode cronJob, Instant now) {
        ObjectNode job = object(object(cronJob.deepCopy(), "spec"), "jobTemplate");
        JsonNode spec = cronJob.path("spec");
        String last = text(cronJob, "status", "lastScheduleTime");
        return List.of(
                text(cronJob, "metadata", "name"),
                text(spec, "schedule"),
                orNone(text(spec, "timeZone")),
                spec.path("suspend").asBoolean() ? "True" : "False",
                (long) objects(cronJob, "status", "active").size(),
                orNone(last),
                HumanDuration.of(cronJob, now),
                WorkloadTables.ofContainers(job, "name"),
                WorkloadTables.ofContainers(job, "image"),
                orNone(LabelSelectorValidation.print(job.path("spec").path("selector"))));
    }
}
