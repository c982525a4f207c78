/**
 * The namespaces that checks work in: made for one check, marked as in use while its run lives, and deleted after it or
 * by a later run. On a cluster that others use, nothing else is touched.
 */
@NullMarked
package dev.watchworks.labkit.cluster.namespace;

import org.jspecify.annotations.NullMarked;
