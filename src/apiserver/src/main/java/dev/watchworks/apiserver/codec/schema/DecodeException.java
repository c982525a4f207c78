package dev.watchworks.apiserver.codec.schema;

/**
 * A body does not have the types that its kind has. The message is the part that a real server takes from its JSON
 * decoder, such as {@code json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32};
 * whoever answers puts its own words before it.
 */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DecodeException(String message) {
        super(message, null, false, false);
    }
}
