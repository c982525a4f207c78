// Writes the fields of Kubernetes' API types, one struct a line, as the embedded API server reads them
// (src/apiserver, codec/schema/types.txt). What it writes is derived from the types by reflection:
//
//	core.ContainerPort name=1:string hostPort=2:int32 containerPort=3:int32! protocol=4:string<v1.Protocol> hostIP=5:string
//
// A field is name=number:type and marks. The number is the field's in protobuf: 2.1 for field 1 of the message in field 2,
// where JSON has both in one object; kind and apiVersion of a whole object have none, because they stand in the envelope. "!" means that the field is written even when it is empty, "~" that an empty struct is
// left out, "+" that an empty list or map is kept because it means something, "|m" that a strategic merge patch merges the list, "|m=key" by which key, "|r" that it retains keys.
// How the parts of a value are owned is taken from the OpenAPI documents (ownership.go): "|k=key,key~default" that a list's
// items are told apart by keys, "|s" that a list is a set, "|a" that a map or struct is one value, "|g" that it is not, though
// its type says so; the word "atomic" at a line's start says it of the whole type.
// Types: a struct by its name, *T, []T, {}T for a map, a scalar as Go names it, name<T> where Go has a name of its own
// for a scalar or a map, ?T;T for a value of one of two types, and bytes, quantity, intstr, time, microtime, raw for JSON
// that is not changed, json for JSON with sorted keys.
package main

import (
	"bufio"
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
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	rbac "k8s.io/api/rbac/v1"
	scheduling "k8s.io/api/scheduling/v1"
	storage "k8s.io/api/storage/v1"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
)

// roots are the kinds of the table, and kinds that a client may send in protobuf; what they hold follows by itself.
var roots = []any{
	core.Binding{}, core.ConfigMap{}, core.Endpoints{}, core.Event{}, core.Namespace{}, core.Node{}, core.Pod{},
	core.Secret{}, core.Service{}, core.ServiceAccount{}, apps.Deployment{}, apps.ReplicaSet{}, autoscaling.Scale{},
	coordination.Lease{}, discovery.EndpointSlice{}, meta.DeleteOptions{}, policy.Eviction{},
	apps.DaemonSet{}, apps.StatefulSet{}, batch.CronJob{}, batch.Job{},
	core.LimitRange{}, core.PersistentVolume{}, core.PersistentVolumeClaim{}, core.ResourceQuota{},
	networking.Ingress{}, networking.IngressClass{}, networking.NetworkPolicy{}, policy.PodDisruptionBudget{},
	rbac.ClusterRole{}, rbac.ClusterRoleBinding{}, rbac.Role{}, rbac.RoleBinding{},
	scheduling.PriorityClass{}, storage.StorageClass{},
	core.PodTemplate{}, core.ReplicationController{}, apps.ControllerRevision{}, events.Event{},
	authentication.SelfSubjectReview{}, authentication.TokenRequest{},
	authorization.SelfSubjectAccessReview{}, authorization.SelfSubjectRulesReview{},
	apiextensions.CustomResourceDefinition{},
}

// special are the types that read and write themselves.
var special = map[reflect.Type]string{
	reflect.TypeOf(resource.Quantity{}):    "quantity",
	reflect.TypeOf(intstr.IntOrString{}):   "intstr",
	reflect.TypeOf(meta.Time{}):            "time",
	reflect.TypeOf(meta.MicroTime{}):       "microtime",
	reflect.TypeOf(meta.FieldsV1{}):        "raw",
	reflect.TypeOf(runtime.RawExtension{}): "raw",
	reflect.TypeOf(apiextensions.JSON{}):   "json",

	reflect.TypeOf(apiextensions.JSONSchemaPropsOrBool{}):        "?bool;apiextensions.JSONSchemaProps",
	reflect.TypeOf(apiextensions.JSONSchemaPropsOrArray{}):       "?apiextensions.JSONSchemaProps;[]apiextensions.JSONSchemaProps",
	reflect.TypeOf(apiextensions.JSONSchemaPropsOrStringArray{}): "?apiextensions.JSONSchemaProps;[]string",
	reflect.TypeOf([]byte{}):                                     "bytes",
}

// kept are the fields whose being there counts, empty or not: admission refuses a pod that has an overhead.
var kept = map[string]bool{"PodSpec.Overhead": true}

type writer struct {
	lines  map[string]string
	models map[string]model
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run . FOLDER, the folder of recorded OpenAPI v3 documents")
		os.Exit(1)
	}
	w := writer{lines: map[string]string{}, models: readModels(os.Args[1])}
	for _, root := range roots {
		w.structName(reflect.TypeOf(root))
	}
	names := make([]string, 0, len(w.lines))
	for name := range w.lines {
		names = append(names, name)
	}
	sort.Strings(names)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, name := range names {
		fmt.Fprintln(out, name+w.lines[name])
	}
}

// structName says how a struct is called in the file, and sees to it that it stands there.
func (w writer) structName(t reflect.Type) string {
	segments := strings.Split(t.PkgPath(), "/")
	name := segments[len(segments)-2] + "." + t.Name()
	if _, known := w.lines[name]; !known {
		w.lines[name] = ""
		w.lines[name] = w.models[name].atomicity() + w.fields(name, t, "")
	}
	return name
}

// fields writes the fields of a struct. Those of a struct inside it, when JSON has them in the same object, are numbered
// after the field that holds them: within is 2. for those of field 2. A struct inside without a number leaves them without.
func (w writer) fields(owner string, t reflect.Type, within string) string {
	var line strings.Builder
	for i := 0; i < t.NumField(); i++ {
		field := t.Field(i)
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" || !field.IsExported() {
			continue
		}
		if name == "" {
			line.WriteString(w.fields(owner, field.Type, number(field, within)+"."))
			continue
		}
		line.WriteString(" " + name + suffix(number(field, within)) + ":" + w.typeName(field.Type) + marks(t, field, options) + w.ownership(owner, name))
	}
	return line.String()
}

// number is a field's number in protobuf, or empty when it has none.
func number(field reflect.StructField, within string) string {
	parts := strings.Split(field.Tag.Get("protobuf"), ",")
	if len(parts) < 2 || within == "." {
		return ""
	}
	return within + parts[1]
}

func suffix(number string) string {
	if number == "" {
		return ""
	}
	return "=" + number
}

func marks(t reflect.Type, field reflect.StructField, options string) string {
	marks := ""
	if !strings.Contains(options, "omit") {
		marks += "!"
	}
	if kept[t.Name()+"."+field.Name] {
		marks += "+"
	}
	if strings.Contains(options, "omitzero") {
		marks += "~"
	}
	for _, strategy := range strings.Split(field.Tag.Get("patchStrategy"), ",") {
		switch strategy {
		case "merge":
			marks += "|m"
			if key := field.Tag.Get("patchMergeKey"); key != "" {
				marks += "=" + key
			}
		case "retainKeys":
			marks += "|r"
		}
	}
	return marks
}

func (w writer) typeName(t reflect.Type) string {
	if name, found := special[t]; found {
		return name
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + w.typeName(t.Elem())
	case reflect.Slice:
		return "[]" + w.typeName(t.Elem())
	case reflect.Map:
		return named(t, "{}"+w.typeName(t.Elem()))
	case reflect.Struct:
		return w.structName(t)
	default:
		return named(t, t.Kind().String())
	}
}

func named(t reflect.Type, plain string) string {
	if t.PkgPath() == "" {
		return plain
	}
	return plain + "<" + t.String() + ">"
}
