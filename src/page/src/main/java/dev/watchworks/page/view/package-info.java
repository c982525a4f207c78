/** What the page shows, made of what the runner knows: the state, texts in HTML, and the solution beside the answer. */
@NullMarked
package dev.watchworks.page.view;

import org.jspecify.annotations.NullMarked;
