/** Jobs and cron jobs: stored, completed and watched; nothing runs them. */
@NullMarked
package dev.watchworks.apiserver.kind.batch;

import org.jspecify.annotations.NullMarked;
