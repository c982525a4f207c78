/** Random histories of server-side apply, updates and patches by several managers, played on any API server. */
@NullMarked
package dev.watchworks.conformance.history;

import org.jspecify.annotations.NullMarked;
