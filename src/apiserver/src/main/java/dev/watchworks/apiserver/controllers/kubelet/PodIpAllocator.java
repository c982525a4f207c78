package dev.watchworks.apiserver.controllers.kubelet;

import java.util.HashMap;
import java.util.Map;

/** Assigns addresses to pods, one after the other, until they are released. */
final class PodIpAllocator {
    /** More addresses than the node has pods, so that a released address is not reused at once. */
    static final String RANGE = "10.244.0.0/21";

    private static final int FIRST = 2;
    private static final int LAST = 2046;

    private final Map<Integer, String> holders = new HashMap<>();
    private final Map<String, Integer> held = new HashMap<>();
    private int next = FIRST;

    /** Returns the address of a pod, and assigns one on the first call. */
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

    /** Reserves the address of a pod from its status, which earlier controllers wrote. */
    synchronized void reserve(String uid, String address) {
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
