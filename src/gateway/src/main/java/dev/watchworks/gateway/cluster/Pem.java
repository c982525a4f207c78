package dev.watchworks.gateway.cluster;

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
record Pem(String label, byte[] der) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    /**
     * The blocks of a text in order; other text between them is passed over.
     *
     * @throws IllegalArgumentException when a block is not Base64
     */
    static List<Pem> parse(String text) {
        List<Pem> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Pem(matcher.group(1), decode(matcher.group(1), matcher.group(2))));
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
}
