package dev.watchworks.apiserver.apiextensions.schema;

import com.google.re2j.Pattern;

/** The formats of numbers that carry a check digit. */
final class NumberedFormats {
    private static final Pattern CREDIT_CARD = Pattern.compile("^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}"
            + "|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}"
            + "|(?:2131|1800|35\\d{3})\\d{11})$");

    private NumberedFormats() {}

    static boolean isIsbn(String text) {
        return isIsbn10(text) || isIsbn13(text);
    }

    static boolean isIsbn10(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{9}[0-9X]")) {
            return false;
        }
        int sum = 0;
        for (int place = 0; place < 10; place++) {
            sum += (place + 1) * (digits.charAt(place) == 'X' ? 10 : digits.charAt(place) - '0');
        }
        return sum % 11 == 0;
    }

    static boolean isIsbn13(String text) {
        String digits = text.replaceAll("[\\s-]+", "");
        if (!digits.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int place = 0; place < 12; place++) {
            sum += (place % 2 == 0 ? 1 : 3) * (digits.charAt(place) - '0');
        }
        return digits.charAt(12) - '0' == (10 - sum % 10) % 10;
    }

    static boolean isCreditCard(String text) {
        String digits = text.replaceAll("[^0-9]+", "");
        if (!CREDIT_CARD.matcher(digits).find()) {
            return false;
        }
        int sum = 0;
        for (int place = digits.length() - 1, fromEnd = 0; place >= 0; place--, fromEnd++) {
            int digit = digits.charAt(place) - '0';
            int doubled = fromEnd % 2 == 0 ? digit : 2 * digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
