package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import java.util.List;
import java.util.function.Predicate;

/** {@code ip}, {@code isIP}, {@code ip.isCanonical} and the properties of an address. */
final class IpFunctions {
    static final CelType IP = OpaqueType.create("net.IP");
    static final CelArgument ADDRESS = new CelArgument(IP, CelIp.class);
    private static final List<CelArgument> TEXT = List.of(CelArgument.TEXT);
    private static final List<CelArgument> SELF = List.of(ADDRESS);

    private IpFunctions() {}

    static void addTo(FunctionLibrary library) {
        library.global("ip", "string_to_ip", IP, TEXT, values -> CelIp.parse((String) values[0]));
        library.global("isIP", "is_ip", SimpleType.BOOL, TEXT, values -> isIp((String) values[0]));
        library.global(
                "ip.isCanonical",
                "ip_is_canonical",
                SimpleType.BOOL,
                TEXT,
                values -> CelIp.parse((String) values[0]).toString().equals(values[0]));
        library.global("string", "ip_to_string", SimpleType.STRING, SELF, values -> values[0].toString());
        library.member("family", "ip_family", SimpleType.INT, SELF, values -> ((CelIp) values[0]).family());
        test(library, "isUnspecified", "ip_is_unspecified", ip -> ip.address().isAnyLocalAddress());
        test(library, "isLoopback", "ip_is_loopback", ip -> ip.address().isLoopbackAddress());
        test(library, "isLinkLocalMulticast", "ip_is_link_local_multicast", CelIp::isLinkLocalMulticast);
        test(
                library,
                "isLinkLocalUnicast",
                "ip_is_link_local_unicast",
                ip -> ip.address().isLinkLocalAddress());
        test(library, "isGlobalUnicast", "ip_is_global_unicast", CelIp::isGlobalUnicast);
    }

    private static void test(FunctionLibrary library, String name, String overload, Predicate<CelIp> test) {
        library.member(name, overload, SimpleType.BOOL, SELF, values -> test.test((CelIp) values[0]));
    }

    private static boolean isIp(String text) {
        try {
            CelIp.parse(text);
            return true;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
