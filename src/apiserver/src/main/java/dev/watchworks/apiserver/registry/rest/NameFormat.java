package dev.watchworks.apiserver.registry.rest;

/** The formats of object names. */
public enum NameFormat {
    /** DNS-1123 subdomain, up to 253 characters, such as {@code my.name}: most kinds. */
    SUBDOMAIN,
    /** DNS-1123 label, up to 63 characters, such as {@code my-name}: namespaces. */
    LABEL,
    /** DNS-1035 label, up to 63 characters, begins with a letter: services. */
    LETTER_LABEL,
    /** Any text that can be one segment of a path. */
    PATH_SEGMENT
}
