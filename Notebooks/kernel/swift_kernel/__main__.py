from ipykernel.kernelapp import IPKernelApp

from .kernel import SwiftKernel

IPKernelApp.launch_instance(kernel_class=SwiftKernel)
