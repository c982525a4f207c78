package dev.watchworks.gateway.wire;

/** The protocol of a client's connection, which the TLS handshake has agreed on. */
public enum Protocol {
    HTTP_1_1,
    HTTP_2
}
