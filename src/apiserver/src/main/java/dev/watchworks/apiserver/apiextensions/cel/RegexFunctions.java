package dev.watchworks.apiserver.apiextensions.cel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.types.SimpleType;
import java.util.ArrayList;
import java.util.List;

/** {@code find} and {@code findAll} of texts. */
final class RegexFunctions {

    private RegexFunctions() {}

    static void addTo(FunctionLibrary library) {
        List<CelArgument> two = List.of(CelArgument.TEXT, CelArgument.TEXT);
        List<CelArgument> three = List.of(CelArgument.TEXT, CelArgument.TEXT, CelArgument.INTEGER);
        library.member("find", "string_find_string", SimpleType.STRING, two, values -> {
            Matcher matcher = matcher(values);
            return matcher.find() ? matcher.group() : "";
        });
        library.member(
                "findAll", "string_find_all_string", CelArgument.STRINGS, two, values -> findAll(matcher(values), -1));
        library.member(
                "findAll",
                "string_find_all_string_int",
                CelArgument.STRINGS,
                three,
                values -> findAll(matcher(values), (Long) values[2]));
    }

    private static Matcher matcher(Object[] arguments) {
        try {
            return Pattern.compile((String) arguments[1]).matcher((String) arguments[0]);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException("Illegal regex: " + wrong.getMessage(), wrong);
        }
    }

    private static List<String> findAll(Matcher matcher, long limit) {
        List<String> found = new ArrayList<>();
        while ((limit < 0 || found.size() < limit) && matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }
}
