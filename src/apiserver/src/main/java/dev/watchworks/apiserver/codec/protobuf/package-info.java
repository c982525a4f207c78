/** Reads bodies in Kubernetes' protobuf format, as kubectl sends them, into trees for the schemas. */
@NullMarked
package dev.watchworks.apiserver.codec.protobuf;

import org.jspecify.annotations.NullMarked;
