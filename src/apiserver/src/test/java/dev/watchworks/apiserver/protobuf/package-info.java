@NullMarked
package dev.watchworks.apiserver.protobuf;

import org.jspecify.annotations.NullMarked;
