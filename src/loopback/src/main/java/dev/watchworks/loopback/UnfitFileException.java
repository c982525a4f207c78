package dev.watchworks.loopback;

/** A kept file must be replaced; the message says why, to go on after "because". */
final class UnfitFileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean ofAge;

    UnfitFileException(String why) {
        this(why, false);
    }

    private UnfitFileException(String why, boolean ofAge) {
        super(why);
        this.ofAge = ofAge;
    }

    static UnfitFileException ofAge(String why) {
        return new UnfitFileException(why, true);
    }

    /** Whether it is only old, as every certificate will be one day. */
    boolean isOfAge() {
        return ofAge;
    }
}
