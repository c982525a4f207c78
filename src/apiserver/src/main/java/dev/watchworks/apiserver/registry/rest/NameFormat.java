package dev.watchworks.apiserver.registry.rest;

/** The formats that names of objects can have. */
public enum NameFormat {
    /** DNS-1123 subdomain, up to 253 characters, such as {@code my.name}: most kinds. */
    SUBDOMAIN,
    /** DNS-1123 label, up to 63 characters, such as {@code my-name}: namespaces. */
    LABEL,
    /** DNS-1035 label, up to 63 characters, begins with a letter: services. */
    LETTER_LABEL,
    /** Any name that fits between two slashes of a path. */
    PATH_SEGMENT
}
