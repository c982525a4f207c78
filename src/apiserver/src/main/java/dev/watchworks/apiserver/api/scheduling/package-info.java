/** Priority classes, which admission looks up for pods. */
@NullMarked
package dev.watchworks.apiserver.api.scheduling;

import org.jspecify.annotations.NullMarked;
