package dev.watchworks.apiserver.apiextensions.cel;

import dev.cel.common.types.SimpleType;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** {@code isSorted}, {@code sum}, {@code min}, {@code max}, {@code indexOf} and {@code lastIndexOf} of lists. */
final class ListFunctions {

    private ListFunctions() {}

    static void addTo(FunctionLibrary library) {
        List<CelArgument> list = List.of(CelArgument.LIST);
        List<CelArgument> listAndItem = List.of(CelArgument.LIST, CelArgument.ITEM);
        library.member("isSorted", "list_is_sorted_bool", SimpleType.BOOL, list, values -> isSorted(list(values)));
        library.member("sum", "list_sum", CelArgument.ANY, list, values -> sum(list(values)));
        library.member("min", "list_min", CelArgument.ANY, list, values -> extreme("min", list(values), 1));
        library.member("max", "list_max", CelArgument.ANY, list, values -> extreme("max", list(values), -1));
        library.member("indexOf", "list_a_index_of_int", SimpleType.INT, listAndItem, values ->
                (long) list(values).indexOf(values[1]));
        library.member("lastIndexOf", "list_a_last_index_of_int", SimpleType.INT, listAndItem, values ->
                (long) list(values).lastIndexOf(values[1]));
    }

    private static List<?> list(Object[] arguments) {
        return (List<?>) arguments[0];
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object one, Object other) {
        if (!(one instanceof Comparable<?>) || !one.getClass().equals(other.getClass())) {
            throw new IllegalArgumentException("no such overload");
        }
        return ((Comparable<Object>) one).compareTo(other);
    }

    private static boolean isSorted(List<?> list) {
        for (int index = 1; index < list.size(); index++) {
            if (compare(list.get(index - 1), list.get(index)) > 0) {
                return false;
            }
        }
        return true;
    }

    private static Object extreme(String name, List<?> list, int replacedBy) {
        if (list.isEmpty()) {
            throw new IllegalArgumentException(name + " called on empty list");
        }
        Iterator<?> items = list.iterator();
        Object best = items.next();
        while (items.hasNext()) {
            Object item = items.next();
            if (Integer.signum(compare(best, item)) == replacedBy) {
                best = item;
            }
        }
        return best;
    }

    private static Object sum(List<?> list) {
        if (list.isEmpty()) {
            return 0L;
        }
        if (list.get(0) instanceof Double) {
            return list.stream().mapToDouble(item -> (Double) item).sum();
        }
        if (list.get(0) instanceof Duration) {
            return list.stream().map(item -> (Duration) item).reduce(Duration.ZERO, Duration::plus);
        }
        long total = 0;
        for (Object item : list) {
            if (!(item instanceof Long number)) {
                throw new IllegalArgumentException("no such overload");
            }
            total = Math.addExact(total, number);
        }
        return total;
    }
}
