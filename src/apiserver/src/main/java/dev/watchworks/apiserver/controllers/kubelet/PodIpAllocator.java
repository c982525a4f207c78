package dev.watchworks.apiserver.controllers.kubelet;

import java.util.HashMap;
import java.util.Map;

/** Hands out pod addresses, one after the other, and takes them back. */
final class PodIpAllocator {
    /** Addresses for more pods than the node takes, so that one is not handed out again at once. */
    static final String RANGE = "10.244.0.0/21";

    private static final int FIRST = 2;
    private static final int LAST = 2046;

    private final Map<Integer, String> holders = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();
    private int next = FIRST;

    /** The address of a pod, the same each time while it is not released. */
    synchronized String of(String uid) {
        Integer known = held.get(uid);
        if (known != null) {
            return text(known);
        }
        for (int tried = FIRST; tried <= LAST; tried++) {
            int candidate = next;
            next = next == LAST ? FIRST : next + 1;
            if (holders.putIfAbsent(candidate, uid) == null) {
                held.put(uid, candidate);
                return text(candidate);
            }
        }
        throw new IllegalStateException("All addresses of " + RANGE + " are in use");
    }

    /** Remembers an address that a pod had before these loops were started. */
    synchronized void keep(String uid, String address) {
        String[] parts = address.split("\\.");
        if (parts.length == 4 && address.startsWith("10.244.")) {
            int number = Integer.parseInt(parts[2]) * 256 + Integer.parseInt(parts[3]);
            holders.put(number, uid);
            held.put(uid, number);
        }
    }

    synchronized void release(String uid) {
        Integer number = held.remove(uid);
        if (number != null) {
            holders.remove(number);
        }
    }

    private static String text(int number) {
        return "10.244." + number / 256 + "." + number % 256;
    }
}
