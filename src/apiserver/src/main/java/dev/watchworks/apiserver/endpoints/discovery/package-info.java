/** The documents by which clients learn which kinds there are, generated from the table of kinds. */
@NullMarked
package dev.watchworks.apiserver.endpoints.discovery;

import org.jspecify.annotations.NullMarked;
