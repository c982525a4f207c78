/** Bodies in Kubernetes' protobuf form, as kubectl sends them, read into the JSON that the rest of the server knows. */
@NullMarked
package dev.watchworks.apiserver.codec.protobuf;

import org.jspecify.annotations.NullMarked;
