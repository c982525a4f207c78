package dev.watchworks.runner.report;

import dev.watchworks.runner.checkjvm.CheckResult;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A report in the form that JUnit's reporters write, and that CI systems read. */
final class JunitXml {

    private JunitXml() {}

    static String of(LessonReport report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            write(xml, report);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text + "\n";
    }

    private static void write(XMLStreamWriter xml, LessonReport report) throws XMLStreamException {
        List<CheckResult> results = report.results();
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", report.lesson().name());
        xml.writeAttribute(
                "tests", number(Math.max(results.size(), report.problem().isPresent() ? 1 : 0)));
        xml.writeAttribute(
                "failures", number(results.stream().filter(JunitXml::isFailure).count()));
        xml.writeAttribute("errors", number(errors(report)));
        xml.writeAttribute(
                "skipped",
                number(results.stream()
                        .filter(result -> result.verdict().equals("NOT_RUN"))
                        .count()));
        xml.writeAttribute(
                "time",
                seconds(results.stream()
                        .mapToLong(result -> result.report().milliseconds())
                        .sum()));
        if (report.problem().isPresent()) {
            start(xml, report.lesson().name(), "compiles", 0);
            problem(xml, "error", "COMPILE", report.problem().get().message(), String.join("\n", report.lines()));
            xml.writeEndElement();
        }
        for (CheckResult result : results) {
            write(xml, result);
        }
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, CheckResult result) throws XMLStreamException {
        int dot = result.check().lastIndexOf('.');
        start(
                xml,
                dot < 0 ? result.check() : result.check().substring(0, dot),
                result.method(),
                result.report().milliseconds());
        if (result.verdict().equals("NOT_RUN")) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", result.found());
        } else if (!result.isDone()) {
            problem(
                    xml,
                    isFailure(result) ? "failure" : "error",
                    result.verdict(),
                    result.message(),
                    String.join("\n", result.report().lines()));
        }
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String type, String name, long milliseconds)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", type);
        xml.writeAttribute("name", name);
        xml.writeAttribute("time", seconds(milliseconds));
    }

    private static void problem(XMLStreamWriter xml, String element, String type, String message, String text)
            throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeAttribute("type", type);
        xml.writeAttribute("message", valid(message));
        xml.writeCharacters(valid(text));
        xml.writeEndElement();
    }

    private static boolean isFailure(CheckResult result) {
        return result.isCaught() || result.verdict().equals("TODO");
    }

    /** The lab's failures and a learner's file that does not compile. */
    private static long errors(LessonReport report) {
        return report.results().stream()
                        .filter(result -> !result.isDone()
                                && !isFailure(result)
                                && !result.verdict().equals("NOT_RUN"))
                        .count()
                + (report.problem().isPresent() ? 1 : 0);
    }

    /** XML 1.0 has no place for control characters, and a learner's output may contain them. */
    private static String valid(String text) {
        return text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]", "?");
    }

    private static String number(long number) {
        return Long.toString(number);
    }

    private static String seconds(long milliseconds) {
        return String.format(Locale.ROOT, "%.3f", milliseconds / 1000.0);
    }
}
