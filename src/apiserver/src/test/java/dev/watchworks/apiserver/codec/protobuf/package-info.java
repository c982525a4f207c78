@NullMarked
package dev.watchworks.apiserver.codec.protobuf;

import org.jspecify.annotations.NullMarked;
