package dev.watchworks.loopback;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM text, RFC 7468.
 *
 * @param label such as {@code CERTIFICATE}
 * @param der the decoded bytes
 */
record PemBlock(String label, byte[] der) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final int LINE_LENGTH = 64;

    /**
     * Returns the blocks of a text in order. Other text between them is ignored.
     *
     * @throws IllegalArgumentException when a block is not Base64
     */
    static List<PemBlock> parse(String text) {
        List<PemBlock> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new PemBlock(matcher.group(1), decode(matcher.group(1), matcher.group(2))));
        }
        return blocks;
    }

    private static byte[] decode(String label, String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the block " + label + " in PEM is cut off or malformed", e);
        }
    }

    /** Returns the block as text, with a line feed at its end. */
    String text() {
        String base64 = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
