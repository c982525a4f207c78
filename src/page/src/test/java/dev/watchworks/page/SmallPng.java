package dev.watchworks.page;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Makes a screenshot small for the repository: of its colours, it keeps 256. */
final class SmallPng {

    private static final int MOST_COLOURS = 256;
    private static final int MOST_FREQUENT = 160;
    private static final int RGB = 0xffffff;

    private SmallPng() {}

    static byte[] of(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        Map<Integer, Integer> counts = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                counts.merge(image.getRGB(x, y) & RGB, 1, Integer::sum);
            }
        }
        List<Integer> palette = palette(counts);
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
        BufferedImage small =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int index = nearest.computeIfAbsent(image.getRGB(x, y) & RGB, colour -> nearest(palette, colour));
                small.getRaster().setSample(x, y, 0, index);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(small, "png", bytes);
        return bytes.toByteArray();
    }

    /** The frequent colours, and of the others those that no chosen one is like: a green tick is small. */
    private static List<Integer> palette(Map<Integer, Integer> counts) {
        List<Integer> byCount = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        List<Integer> palette = new ArrayList<>(byCount.subList(0, Math.min(MOST_FREQUENT, byCount.size())));
        while (palette.size() < Math.min(MOST_COLOURS, byCount.size())) {
            palette.add(byCount.stream()
                    .max(Comparator.comparingInt(colour -> distance(palette.get(nearest(palette, colour)), colour)))
                    .orElseThrow());
        }
        return palette;
    }

    private static int nearest(List<Integer> palette, int colour) {
        Integer best = palette.stream()
                .min(Comparator.comparingInt(other -> distance(other, colour)))
                .orElseThrow();
        return palette.indexOf(best);
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 255) - (other >> 16 & 255);
        int green = (one >> 8 & 255) - (other >> 8 & 255);
        int blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }
}
