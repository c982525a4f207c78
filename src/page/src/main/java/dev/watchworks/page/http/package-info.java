/** The page's server: who may ask, what is where, and the stream of events. */
@NullMarked
package dev.watchworks.page.http;

import org.jspecify.annotations.NullMarked;
