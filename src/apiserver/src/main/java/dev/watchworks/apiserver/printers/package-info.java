/** Tables for {@code kubectl get}: recorded columns, and the expressions that compute their cells. */
@NullMarked
package dev.watchworks.apiserver.printers;

import org.jspecify.annotations.NullMarked;
