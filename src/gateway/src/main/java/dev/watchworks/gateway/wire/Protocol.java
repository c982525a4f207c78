package dev.watchworks.gateway.wire;

/** The protocol of a client's connection, as agreed in the TLS handshake. */
public enum Protocol {
    HTTP_1_1,
    HTTP_2
}
