@NullMarked
package dev.watchworks.apiserver.controller.loop;

import org.jspecify.annotations.NullMarked;
