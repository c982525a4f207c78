/** Bodies in Kubernetes' protobuf form, as kubectl sends them, read into the trees that the schemas decode. */
@NullMarked
package dev.watchworks.apiserver.codec.protobuf;

import org.jspecify.annotations.NullMarked;
