/** What names, labels and annotations may look like, and what a real server says when they do not. */
@NullMarked
package dev.watchworks.apiserver.validation;

import org.jspecify.annotations.NullMarked;
