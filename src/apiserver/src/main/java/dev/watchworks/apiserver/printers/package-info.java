/** Tables for {@code kubectl get}: recorded columns, and expressions that make their cells. */
@NullMarked
package dev.watchworks.apiserver.printers;

import org.jspecify.annotations.NullMarked;
