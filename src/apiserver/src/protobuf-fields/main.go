// Prints how the API's objects look in protobuf, for the server's reader of protobuf bodies: for every message its
// fields with number, type and name in JSON. It reads them off the tags of the API's own Go types.
//
//	go run . > ../main/resources/dev/watchworks/apiserver/codec/protobuf/messages.txt
package main

import (
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"

	apps "k8s.io/api/apps/v1"
	authentication "k8s.io/api/authentication/v1"
	authorization "k8s.io/api/authorization/v1"
	autoscaling "k8s.io/api/autoscaling/v1"
	batch "k8s.io/api/batch/v1"
	coordination "k8s.io/api/coordination/v1"
	core "k8s.io/api/core/v1"
	discovery "k8s.io/api/discovery/v1"
	events "k8s.io/api/events/v1"
	policy "k8s.io/api/policy/v1"
	rbac "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// What kubectl may send as a whole body, by the group and version that the envelope names.
var roots = []struct {
	groupVersion string
	objects      []any
}{
	{"v1", []any{core.Binding{}, core.ConfigMap{}, core.Endpoints{}, core.Event{}, core.LimitRange{}, core.Namespace{},
		core.Node{}, core.PersistentVolume{}, core.PersistentVolumeClaim{}, core.Pod{}, core.PodTemplate{},
		core.ReplicationController{}, core.ResourceQuota{}, core.Secret{}, core.Service{}, core.ServiceAccount{},
		meta.DeleteOptions{}}},
	{"apps/v1", []any{apps.ControllerRevision{}, apps.DaemonSet{}, apps.Deployment{}, apps.ReplicaSet{}, apps.StatefulSet{}}},
	{"authentication.k8s.io/v1", []any{authentication.SelfSubjectReview{}, authentication.TokenRequest{}}},
	{"authorization.k8s.io/v1", []any{authorization.SelfSubjectAccessReview{}, authorization.SelfSubjectRulesReview{}}},
	{"autoscaling/v1", []any{autoscaling.Scale{}}},
	{"batch/v1", []any{batch.CronJob{}, batch.Job{}}},
	{"coordination.k8s.io/v1", []any{coordination.Lease{}}},
	{"discovery.k8s.io/v1", []any{discovery.EndpointSlice{}}},
	{"events.k8s.io/v1", []any{events.Event{}}},
	{"meta.k8s.io/v1", []any{meta.DeleteOptions{}}},
	{"policy/v1", []any{policy.Eviction{}, policy.PodDisruptionBudget{}}},
	{"rbac.authorization.k8s.io/v1", []any{rbac.ClusterRole{}, rbac.ClusterRoleBinding{}, rbac.Role{}, rbac.RoleBinding{}}},
}

// Types whose JSON is not their fields.
var leaves = map[reflect.Type]string{
	reflect.TypeOf(meta.Time{}):            "time",
	reflect.TypeOf(meta.MicroTime{}):       "microTime",
	reflect.TypeOf(meta.Duration{}):        "duration",
	reflect.TypeOf(meta.FieldsV1{}):        "json",
	reflect.TypeOf(runtime.RawExtension{}): "json",
	reflect.TypeOf(resource.Quantity{}):    "quantity",
	reflect.TypeOf(intstr.IntOrString{}):   "intOrString",
}

var messages = map[string][]string{}

func main() {
	var lines []string
	for _, root := range roots {
		for _, object := range root.objects {
			kind := reflect.TypeOf(object)
			version, _ := schema.ParseGroupVersion(root.groupVersion)
			lines = append(lines, fmt.Sprintf("object %s %s %s", version.String(), kind.Name(), message(kind)))
		}
	}
	names := make([]string, 0, len(messages))
	for name := range messages {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		lines = append(lines, "message "+name)
		lines = append(lines, messages[name]...)
	}
	fmt.Fprintln(os.Stdout, "# Written by src/protobuf-fields from the tags of k8s.io/api v0.34.4. Zero values of fields marked ! count.")
	fmt.Fprintln(os.Stdout, strings.Join(lines, "\n"))
}

func message(kind reflect.Type) string {
	name := strings.TrimPrefix(kind.PkgPath(), "k8s.io/")
	name = strings.ReplaceAll(strings.TrimPrefix(strings.TrimPrefix(name, "apimachinery/pkg/apis/"), "api/"), "/", ".") + "." + kind.Name()
	if _, known := messages[name]; known {
		return name
	}
	messages[name] = nil
	var lines []string
	if kind.Kind() == reflect.Slice { // such as ExtraValue: a message around one repeated field
		lines = append(lines, "1 []"+value(kind.Elem())+" -")
	}
	for index := 0; kind.Kind() == reflect.Struct && index < kind.NumField(); index++ {
		lines = append(lines, field(kind.Field(index))...)
	}
	messages[name] = lines
	return name
}

func field(field reflect.StructField) []string {
	tag := field.Tag.Get("protobuf")
	if tag == "" || tag == "-" {
		return nil
	}
	number := strings.Split(tag, ",")[1]
	name := strings.Split(field.Tag.Get("json"), ",")[0]
	if name == "" {
		name = "." // its fields are the outer object's
	}
	kind := field.Type
	mark := ""
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
		mark = "!"
	}
	return []string{number + " " + typeOf(kind, field.Tag) + " " + name + mark}
}

func typeOf(kind reflect.Type, tag reflect.StructTag) string {
	switch {
	case leaves[kind] != "":
		return leaves[kind]
	case kind.Kind() == reflect.Map:
		return "{}" + value(kind.Elem())
	case kind.Kind() == reflect.Slice && kind.Elem().Kind() != reflect.Uint8 && (kind.Name() == "" || strings.Contains(tag.Get("protobuf"), ",rep")):
		return "[]" + value(kind.Elem())
	}
	return value(kind)
}

func value(kind reflect.Type) string {
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	if leaf := leaves[kind]; leaf != "" {
		return leaf
	}
	switch kind.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "bool"
	case reflect.Int32, reflect.Int64, reflect.Int, reflect.Uint8, reflect.Uint32, reflect.Uint64:
		return "int"
	case reflect.Float64:
		return "double"
	case reflect.Slice:
		if kind.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
	}
	return message(kind)
}
