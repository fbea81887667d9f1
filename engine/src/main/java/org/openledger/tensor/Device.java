package org.openledger.tensor;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Where numbers stand and are computed: one device for the whole process, chosen before the first tensor is made. {@link Tensors} makes
 * all tensors, and makes them here; what libtorch computes from them stays where they are.
 */
public final class Device {
    /** The processor, which every machine has. */
    public static final String PROCESSOR = "cpu";

    private static final int MOST_DEVICES = 128;

    /** Null for the processor. */
    private static volatile org.bytedeco.pytorch.@Nullable Device other;

    private Device() {}

    /**
     * Chooses the device of all tensors that are made from now on.
     *
     * @param name {@code cpu}, {@code cuda} or {@code cuda:N}
     * @throws TensorException when this machine has no such device
     */
    public static void use(String name) {
        if (name.equals(PROCESSOR)) {
            other = null;
            return;
        }
        if (!name.matches("cuda(:\\d{1,3})?")) {
            throw new TensorException("there is no device " + name + ": name cpu, cuda or cuda:N");
        }
        int number = name.contains(":") ? Integer.parseInt(name.substring(name.indexOf(':') + 1)) : 0;
        int there = torch.cuda_is_available() ? torch.cuda_device_count() : 0;
        if (number >= Math.min(there, MOST_DEVICES)) {
            throw new TensorException(
                    there == 0
                            ? name + " is not there: this libtorch computes on the processor alone, or the machine has"
                                    + " no NVIDIA driver. Take model.device = \"cpu\""
                            : name + " is not there: the machine has " + there + " devices, cuda:0 to cuda:"
                                    + (there - 1));
        }
        other = new org.bytedeco.pytorch.Device(torch.DeviceType.CUDA, (byte) number);
    }

    /** For tests: any device of libtorch, such as {@code meta}, on which tensors have shapes and no numbers. */
    static void use(org.bytedeco.pytorch.@Nullable Device device) {
        other = device;
    }

    /** How a tensor of this type is made. */
    static TensorOptions options(torch.ScalarType type) {
        org.bytedeco.pytorch.Device device = other;
        return device == null
                ? new TensorOptions(type)
                : new TensorOptions(type).device(new org.bytedeco.pytorch.DeviceOptional(device));
    }

    /** A tensor that was made on the processor, where all others are. */
    static Tensor placed(Tensor made) {
        org.bytedeco.pytorch.Device device = other;
        return device == null ? made : made.to(device, made.scalar_type());
    }
}
