/** Tests of reading YAML. */
@NullMarked
package dev.watchworks.apiserver.codec.yaml;

import org.jspecify.annotations.NullMarked;
