package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;

/** {@code cidr}, {@code isCIDR} and the properties of a network. */
final class CidrFunctions {
    private static final CelType CIDR = OpaqueType.create("net.CIDR");
    private static final CelArgument NETWORK = new CelArgument(CIDR, CelCidr.class);
    private static final List<CelArgument> TEXT = List.of(CelArgument.TEXT);
    private static final List<CelArgument> SELF = List.of(NETWORK);
    private static final List<CelArgument> AND_TEXT = List.of(NETWORK, CelArgument.TEXT);

    private CidrFunctions() {}

    static void addTo(FunctionLibrary library) {
        library.global("cidr", "string_to_cidr", CIDR, TEXT, values -> CelCidr.parse((String) values[0]));
        library.global("isCIDR", "is_cidr", SimpleType.BOOL, TEXT, values -> isCidr((String) values[0]));
        library.global("string", "cidr_to_string", SimpleType.STRING, SELF, values -> values[0].toString());
        library.member(
                "containsIP",
                "cidr_contains_ip_string",
                SimpleType.BOOL,
                AND_TEXT,
                values -> self(values).contains(CelIp.parse((String) values[1])));
        library.member(
                "containsIP",
                "cidr_contains_ip_ip",
                SimpleType.BOOL,
                List.of(NETWORK, IpFunctions.ADDRESS),
                values -> self(values).contains((CelIp) values[1]));
        library.member(
                "containsCIDR",
                "cidr_contains_cidr_string",
                SimpleType.BOOL,
                AND_TEXT,
                values -> self(values).contains(CelCidr.parse((String) values[1])));
        library.member(
                "containsCIDR",
                "cidr_contains_cidr",
                SimpleType.BOOL,
                List.of(NETWORK, NETWORK),
                values -> self(values).contains((CelCidr) values[1]));
        library.member(
                "ip", "cidr_ip", IpFunctions.IP, SELF, values -> self(values).ip());
        library.member("prefixLength", "cidr_prefix_length", SimpleType.INT, SELF, values ->
                (long) self(values).bits());
        library.member(
                "masked", "cidr_masked", CIDR, SELF, values -> self(values).masked());
    }

    private static CelCidr self(Object[] arguments) {
        return (CelCidr) arguments[0];
    }

    private static boolean isCidr(String text) {
        try {
            CelCidr.parse(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
