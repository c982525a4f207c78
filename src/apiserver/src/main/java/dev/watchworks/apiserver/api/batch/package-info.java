/** Jobs and cron jobs: stored, completed and watched; nothing runs them. */
@NullMarked
package dev.watchworks.apiserver.api.batch;

import org.jspecify.annotations.NullMarked;
