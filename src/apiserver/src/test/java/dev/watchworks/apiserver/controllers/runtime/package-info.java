@NullMarked
package dev.watchworks.apiserver.controllers.runtime;

import org.jspecify.annotations.NullMarked;
