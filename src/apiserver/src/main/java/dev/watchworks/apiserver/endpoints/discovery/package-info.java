/** Discovery: documents about the kinds of the server, generated from the table of kinds. */
@NullMarked
package dev.watchworks.apiserver.endpoints.discovery;

import org.jspecify.annotations.NullMarked;
