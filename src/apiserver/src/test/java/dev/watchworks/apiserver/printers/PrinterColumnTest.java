package dev.watchworks.apiserver.printers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchworks.apiserver.codec.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cells of custom resources' columns, by type. */
class PrinterColumnTest {
    private static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");
    private static final String OBJECT = "{'t':'x','n':3,'f':2.5,'b':true,'l':['p','q'],'o':{'k':'v'},'z':null,"
            + "'d':'2026-01-01T00:00:00Z','c':[{'type':'A','status':'1'},{'type':'B','status':'2'}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                ".t;string;\"x\"",
                ".n;string;\"3\"",
                ".n;integer;3",
                ".f;integer;2",
                ".f;number;2.5",
                ".b;boolean;true",
                ".t;boolean;null",
                ".t;integer;null",
                ".none;string;null",
                ".d;date;\"60m\"",
                ".t;date;\"<invalid>\"",
                ".c[?(@.type==\"B\")].status;string;\"2\"",
                ".l[1];string;\"q\""
            })
    void aCellHasTheFormOfItsColumn(String path, String type, String cell) {
        String found = PrinterColumn.cell(path, type)
                .evaluate(Json.read(OBJECT.replace('\'', '"')), NOW)
                .toString();

        assertThat(found).isEqualTo(cell);
    }

    @Test
    void aListIsPrintedAsJson() {
        String cell = PrinterColumn.cell(".l", "string")
                .evaluate(Json.read(OBJECT.replace('\'', '"')), NOW)
                .asText();

        assertThat(cell).isEqualTo("[\"p\",\"q\"]");
    }

    @Test
    void aPathThatCannotBeReadIsRefused() {
        assertThatThrownBy(() -> PrinterColumn.cell(".a[", "string")).isInstanceOf(IllegalArgumentException.class);
    }
}
