/** Real clients, as their users use them, against the embedded server. */
@org.jspecify.annotations.NullMarked
package dev.watchworks.apiserver.clients;
