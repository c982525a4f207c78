package dev.watchworks.apiserver.codec.yaml;

/** A text that is not YAML, or that has no form in JSON. The message is that of go-yaml, where it has the same one. */
public final class InvalidYamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidYamlException(String message) {
        super(message, null, false, false);
    }
}
