package org.openledger.builder;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.attribute.EnclosingMethodAttribute;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.InnerClassesAttribute;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;

/**
 * What a compiler may see of a class from outside its file: supertypes, members that are not private, constants, components of
 * records, permitted subclasses, annotations. When it stays, no other file has to be compiled again.
 */
final class ClassSignature {
    /** A pool of constants of its own, so that constants that only bodies use leave no trace. */
    private static final ClassFile WRITER = ClassFile.of(
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.LineNumbersOption.DROP_LINE_NUMBERS);

    private ClassSignature() {}

    /** A digest of the signature; none for a class without a name that others could say. */
    static Optional<String> of(byte[] classFile) {
        ClassModel model = WRITER.parse(classFile);
        boolean local = model.elementStream().anyMatch(EnclosingMethodAttribute.class::isInstance);
        return local ? Optional.empty() : Optional.of(Digests.of(WRITER.transformClass(model, withoutBodies(model))));
    }

    private static ClassTransform withoutBodies(ClassModel model) {
        MethodTransform signature = MethodTransform.dropping(CodeModel.class::isInstance);
        return (target, element) -> {
            switch (element) {
                case MethodModel method when isUnseen(method) -> {}
                case MethodModel method -> target.transformMethod(method, signature);
                case FieldModel field when field.flags().has(AccessFlag.PRIVATE) -> {}
                case SourceFileAttribute _, NestMembersAttribute _ -> {}
                case InnerClassesAttribute inner -> target.with(InnerClassesAttribute.of(membersOf(model, inner)));
                default -> target.with(element);
            }
        };
    }

    private static boolean isUnseen(MethodModel method) {
        return method.flags().has(AccessFlag.PRIVATE) || method.methodName().equalsString("<clinit>");
    }

    /** The attribute also lists classes that only bodies use. */
    private static List<InnerClassInfo> membersOf(ClassModel model, InnerClassesAttribute inner) {
        String name = model.thisClass().asInternalName();
        return inner.classes().stream()
                .filter(each -> each.outerClass().isPresent())
                .filter(each -> each.outerClass().get().asInternalName().equals(name)
                        || each.innerClass().asInternalName().equals(name))
                .toList();
    }
}
