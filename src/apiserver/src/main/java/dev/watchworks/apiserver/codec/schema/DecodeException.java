package dev.watchworks.apiserver.codec.schema;

/**
 * A value in a body has the wrong type. The message is that of a real server's JSON decoder, such as {@code json:
 * cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32}.
 * The request's handler adds its own words before it.
 */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DecodeException(String message) {
        super(message, null, false, false);
    }
}
