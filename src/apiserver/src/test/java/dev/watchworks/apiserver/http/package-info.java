@NullMarked
package dev.watchworks.apiserver.http;

import org.jspecify.annotations.NullMarked;
