/** Text as Go's fmt and strconv packages print it. */
@NullMarked
package dev.watchworks.apiserver.golang;

import org.jspecify.annotations.NullMarked;
